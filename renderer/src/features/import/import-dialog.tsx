import { Modal } from '@mantine/core';
import { ChooseSource } from './choose-source.tsx';
import './import.css';
import { Reading } from './reading.tsx';
import { ReviewForm } from './review-form.tsx';
import { closeImport, useImport } from './store.ts';

/** From a description to a connector: choose, read, review, create. */
export function ImportDialog() {
  const stage = useImport((state) => state.stage);
  const review = stage.kind === 'review';
  return (
    <Modal
      opened
      onClose={closeImport}
      title="Import an API description"
      size={review ? 'min(1180px, 95vw)' : 640}
      yOffset={review ? '3vh' : '9vh'}
      closeOnClickOutside={!review}
      closeOnEscape={!review}
      classNames={review ? { content: 'import-review', body: 'import-review-body' } : {}}
    >
      {stage.kind === 'choose' ? <ChooseSource failure={stage.failure} /> : null}
      {stage.kind === 'reading' ? <Reading stage={stage} /> : null}
      {stage.kind === 'review' ? <ReviewForm key={stage.importId} stage={stage} /> : null}
    </Modal>
  );
}
