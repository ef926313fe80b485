import { workbenchTexts } from '../../texts/workbench.ts';
import { showPanel, useLayout } from './layout.ts';
import { focusRegion } from './regions.ts';

/** The first stops of the Tab key: they leave out what stands before the work. */
export function SkipLinks() {
  const panel = useLayout((state) => state.panel);
  return (
    <div className="skip-links">
      <button type="button" onClick={() => focusRegion('editor')}>
        {workbenchTexts.skip.editor}
      </button>
      <button
        type="button"
        onClick={() => {
          showPanel(panel);
          requestAnimationFrame(() => focusRegion('panel'));
        }}
      >
        {workbenchTexts.skip.panel}
      </button>
    </div>
  );
}
