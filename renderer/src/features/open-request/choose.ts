import { receiveArchive } from './store.ts';

/** Lets the user choose a `.connector` file; what is in it is told before it is opened. */
export function chooseArchive(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.connector';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void receiveArchive(file);
  });
  input.click();
}
