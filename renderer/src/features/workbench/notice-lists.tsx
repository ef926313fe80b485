import { ActionIcon, Button, Popover, Progress } from '@mantine/core';
import { IconAlertCircle, IconBell, IconCircleCheck, IconInfoCircle, IconX } from '../../icons.ts';
import { formatDuration, formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { workbenchTexts } from '../../texts/workbench.ts';
import { closeNotices, openNotices, openTasks, useNotices } from './notices.ts';
import { clearEndedTasks, runningTasks, type Task, useProgress } from './progress.ts';
import { clearToasts, type Toast, useToasts } from './toast-store.ts';

const { toasts: toastTexts, tasks: taskTexts, status } = workbenchTexts;

function ToastIcon({ tone }: { readonly tone: Toast['tone'] }) {
  if (tone === 'error') return <IconAlertCircle size={14} className="tone-error" aria-hidden />;
  if (tone === 'done') return <IconCircleCheck size={14} className="tone-ok" aria-hidden />;
  return <IconInfoCircle size={14} className="tone-info" aria-hidden />;
}

/** The bell of the status bar, and what was said lately. */
export function ToastList() {
  const { history, unread } = useToasts();
  const open = useNotices((state) => state.open === 'toasts');
  return (
    <Popover
      opened={open}
      onChange={(opened) => !opened && closeNotices()}
      position="top-end"
      width={380}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={`status-item ${unread > 0 ? 'status-error' : ''}`}
          aria-label={unread > 0 ? `${status.toasts}, ${status.unread(unread)}` : status.toasts}
          aria-expanded={open}
          onClick={open ? closeNotices : openNotices}
        >
          <IconBell size={13} aria-hidden />
          {unread > 0 ? unread : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="notices" aria-label={toastTexts.title}>
        <div className="notices-head">
          <h2>{toastTexts.title}</h2>
          <Button variant="subtle" color="gray" size="compact-xs" disabled={history.length === 0} onClick={clearToasts}>
            {toastTexts.clear}
          </Button>
          <ActionIcon aria-label={toastTexts.close} onClick={closeNotices}>
            <IconX size={13} />
          </ActionIcon>
        </div>
        {history.length === 0 ? <p className="dim">{toastTexts.empty}</p> : null}
        <ul>
          {history.map((toast) => (
            <li key={toast.id}>
              <ToastIcon tone={toast.tone} />
              <span className="grow">
                {toast.title === '' ? null : <strong>{toastTexts.titled(toast.title)}</strong>}
                {toast.message}
              </span>
              <time className="dim">{formatTime(new Date(toast.at).toISOString())}</time>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function TaskRow({ task }: { readonly task: Task }) {
  const running = task.state === 'running';
  return (
    <li>
      <span className="grow">
        <span className="notice-line">
          <strong className="ellipsis">{visibleText(task.title)}</strong>
          <span className={task.state === 'failed' ? 'tone-error' : 'dim'}>
            {taskTexts.states[task.state]}
            {task.endedAt === null ? '' : `, ${formatDuration(task.endedAt - task.startedAt)}`}
          </span>
        </span>
        {task.detail === '' ? null : <span className="dim ellipsis">{visibleText(task.detail)}</span>}
        {running ? (
          <Progress
            size={3}
            mt={4}
            value={task.value === null ? 100 : task.value * 100}
            animated={task.value === null}
            striped={task.value === null}
            aria-label={taskTexts.progressOf(visibleText(task.title))}
          />
        ) : null}
      </span>
      {task.open === null ? null : (
        <Button variant="default" size="compact-xs" onClick={task.open}>
          {taskTexts.open}
        </Button>
      )}
      {task.cancel === null ? null : (
        <ActionIcon aria-label={taskTexts.cancelOf(visibleText(task.title))} onClick={task.cancel}>
          <IconX size={13} />
        </ActionIcon>
      )}
    </li>
  );
}

/** What lasts, in the status bar as long as something does; the list has what ended lately too. */
export function TaskList() {
  const tasks = useProgress((state) => state.tasks);
  const open = useNotices((state) => state.open === 'tasks');
  const running = runningTasks(tasks);
  const [newest] = running;
  if (newest === undefined && !open) return null;
  return (
    <Popover
      opened={open}
      onChange={(opened) => !opened && closeNotices()}
      position="top-start"
      width={360}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className="status-item status-shrink"
          aria-expanded={open}
          onClick={open ? closeNotices : openTasks}
        >
          {newest === undefined ? null : <span className="spinner" aria-hidden />}
          <span className="ellipsis">
            {newest === undefined ? taskTexts.title : status.tasks(running.length, visibleText(newest.title))}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="notices" aria-label={taskTexts.title}>
        <div className="notices-head">
          <h2>{taskTexts.title}</h2>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={clearEndedTasks}>
            {taskTexts.clear}
          </Button>
          <ActionIcon aria-label={toastTexts.close} onClick={closeNotices}>
            <IconX size={13} />
          </ActionIcon>
        </div>
        {tasks.length === 0 ? <p className="dim">{taskTexts.empty}</p> : null}
        <ul>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
