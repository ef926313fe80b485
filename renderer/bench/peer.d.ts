/** The part of the peer that the benchmark uses; the package is found where the benchmark installed it. */
declare module 'vanilla-jsoneditor' {
  export function createJSONEditor(options: {
    readonly target: HTMLElement;
    readonly props: { readonly content: { readonly text: string }; readonly mode: 'tree' };
  }): { destroy(): Promise<void> };
}
