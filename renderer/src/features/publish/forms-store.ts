import { create } from 'zustand';
import { withEntry } from '../../lib/map.ts';
import { emptyForm, type PublishForm } from './model.ts';

/** What was chosen for the publish of each connector: it stays while one looks at a file. No secret stands here. */
export const usePublishForms = create<{ readonly forms: ReadonlyMap<string, PublishForm> }>(() => ({
  forms: new Map(),
}));

/** What was chosen for a connector. */
export const formOf = (
  { forms }: { readonly forms: ReadonlyMap<string, PublishForm> },
  connector: string,
): PublishForm => forms.get(connector) ?? emptyForm;

/** Changes what was chosen for a connector. */
export const changePublishForm = (connector: string, change: (form: PublishForm) => Partial<PublishForm>): void =>
  usePublishForms.setState((state) => {
    const form = formOf(state, connector);
    return { forms: withEntry(state.forms, connector, { ...form, ...change(form) }) };
  });
