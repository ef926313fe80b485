import { Modal } from '@mantine/core';
import { assertNever } from '../../../../shared/result.ts';
import { importTexts } from '../../texts/import.ts';
import { ChooseSource } from './choose-source.tsx';
import './import.css';
import { MergeForm } from '../reimport/merge-form.tsx';
import { PickRoot } from './pick-root.tsx';
import { Reading } from './reading.tsx';
import './review.css';
import { ReviewForm } from './review-form.tsx';
import { closeImport, type ImportStage, useImport } from './store.ts';

function Stage({ stage }: { readonly stage: ImportStage }) {
  switch (stage.kind) {
    case 'choose':
      return <ChooseSource failure={stage.failure} place={stage.place} />;
    case 'pick':
      return <PickRoot files={stage.files} />;
    case 'fetching':
    case 'reading':
      return <Reading stage={stage} />;
    case 'merge':
      return <MergeForm fileName={stage.fileName} />;
    case 'review':
      return <ReviewForm key={stage.importId} found={stage} />;
    default:
      return assertNever(stage);
  }
}

/** From a description to a connector: choose, read, review, create; or a newer one into `connector`: choose, read, merge. */
export function ImportDialog({ connector }: { readonly connector: string | undefined }) {
  const stage = useImport((state) => state.stage);
  const review = stage.kind === 'review' || stage.kind === 'merge';
  return (
    <Modal
      opened
      onClose={closeImport}
      title={connector === undefined ? importTexts.title : importTexts.titleAgain(connector)}
      size={review ? 1680 : 680}
      xOffset={review ? '1.5vw' : '5vw'}
      yOffset={review ? '2vh' : '7vh'}
      closeOnClickOutside={!review}
      closeOnEscape={!review}
      classNames={review ? { content: 'import-review', body: 'import-review-body' } : {}}
    >
      <Stage stage={stage} />
    </Modal>
  );
}
