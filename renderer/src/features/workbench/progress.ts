import { create } from 'zustand';

/** Something that lasts: an import, a probe, a search. */
export interface Task {
  readonly id: number;
  readonly title: string;
  /** What it does just now. */
  readonly detail: string;
  /** 0 to 1; null where it cannot be known. */
  readonly value: number | null;
  /** `Date.now()` when it began, and when it ended. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Ends it; null where it cannot be cancelled. */
  readonly cancel: (() => void) | null;
  /** Shows what it is about. */
  readonly open: (() => void) | null;
}

/** What runs now and the last that ended, newest first. */
export const useProgress = create<{ readonly tasks: readonly Task[] }>(() => ({ tasks: [] }));

/** What to say of something that begins. */
export interface TaskStart {
  readonly title: string;
  readonly detail?: string;
  cancel?(): void;
  open?(): void;
}

/** The hand on something that lasts; after its end nothing changes it any more. */
export interface TaskHandle {
  update(change: { readonly detail?: string; readonly value?: number | null }): void;
  end(state?: 'done' | 'failed' | 'cancelled'): void;
}

const keptEnded = 20;
let lastId = 0;

const change = (id: number, to: (task: Task) => Task): void =>
  useProgress.setState(({ tasks }) => ({
    tasks: tasks.map((task) => (task.id === id && task.state === 'running' ? to(task) : task)),
  }));

/** Shows that something began. */
export function beginTask({ title, detail = '', cancel, open }: TaskStart): TaskHandle {
  const id = ++lastId;
  const end: TaskHandle['end'] = (state = 'done') => {
    change(id, (task) => ({ ...task, state, endedAt: Date.now(), cancel: null }));
    const { tasks } = useProgress.getState();
    const ended = tasks.filter((task) => task.state !== 'running').slice(keptEnded);
    if (ended.length > 0) useProgress.setState({ tasks: tasks.filter((task) => !ended.includes(task)) });
  };
  const task: Task = {
    id,
    title,
    detail,
    value: null,
    startedAt: Date.now(),
    endedAt: null,
    state: 'running',
    open: open ?? null,
    cancel: cancel
      ? () => {
          cancel();
          end('cancelled');
        }
      : null,
  };
  useProgress.setState(({ tasks }) => ({ tasks: [task, ...tasks] }));
  return { end, update: (part) => change(id, (now) => ({ ...now, ...part })) };
}

/** Those under way. */
export const runningTasks = (tasks: readonly Task[]): readonly Task[] =>
  tasks.filter((task) => task.state === 'running');

/** Forgets what has ended. */
export const clearEndedTasks = (): void => useProgress.setState(({ tasks }) => ({ tasks: runningTasks(tasks) }));
