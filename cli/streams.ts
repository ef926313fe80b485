import { errorCode } from './source.ts';

/**
 * Keeps a command going where its output cannot go. A pipe that nobody reads any more (`| head`) is no failure: the command
 * is done to its end, so that its run is on record. Anything else, such as a full disk, is one sentence on stderr.
 *
 * @param onFailure called the first time that something which was to be read is lost
 */
export function watchStreams(onFailure: () => void): void {
  let told = false;
  process.stdout.on('error', (error: Error) => {
    if (errorCode(error) === 'EPIPE' || told) return;
    told = true;
    process.stderr.write(
      `The output could not be written: ${errorCode(error)}. Make room, or send it somewhere else.\n`,
    );
    onFailure();
  });
  // There is nowhere left to say it.
  process.stderr.on('error', () => undefined);
}

/** Resolves when everything written so far has left this process. */
export const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));
