import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Taking the types out of the source and compiling it takes longer than most commands, so that Node keeps what it made;
// never in its default folder, which other users of the machine may write to. Worker threads find it by the variable.
process.env.NODE_COMPILE_CACHE ||= path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'node');
enableCompileCache(process.env.NODE_COMPILE_CACHE);

// Sandbox workers and idle connections do not hold a process; a command lasts until it has ended them itself.
setInterval(() => undefined, 60_000);
// Loaded only now, when there is a place to keep what is made of it.
const [{ broken, runProgram }, { flushed, watchStreams }] = await Promise.all([
  import('./program.ts'),
  import('./streams.ts'),
]);
// What fails outside any command, as in a timer, is told like any other defect.
process.on('uncaughtException', (error) => {
  broken(error);
  process.exit();
});
let lost = false;
watchStreams(() => {
  lost = true;
});
await runProgram(process.argv.slice(2));
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
if (lost) process.exitCode = 1;
// A keychain that never answers would hold the process long after the studio has given it up.
process.exit();
