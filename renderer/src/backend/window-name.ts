const key = 'studio.window';

/** A name for a window that was never used. */
const freshName = (): string => crypto.randomUUID();

function remembered(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Holds a name for as long as the page lives; false where another page has it: a tab that was duplicated. */
function hold(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(`${key}.${name}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>(() => undefined);
      })
      .catch(() => resolve(true));
  });
}

let name: string | undefined;

/** The name of this window, once it is known: for what cannot wait. */
export const knownWindowName = (): string | undefined => name;

/** The name of this window: the same after a reload, another in every other window. */
export async function windowName(): Promise<string> {
  if (name !== undefined) return name;
  const known = remembered();
  const mine = known !== null && /^[\w-]{8,64}$/.test(known) && (await hold(known)) ? known : freshName();
  if (mine !== known) await hold(mine);
  name ??= mine;
  try {
    sessionStorage.setItem(key, name);
  } catch {
    // A reload is then a new window, which is given what this one leaves.
  }
  return name;
}
