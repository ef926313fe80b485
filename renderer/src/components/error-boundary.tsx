import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { IconAlertTriangle } from '../icons.ts';
import { copyText } from '../lib/clipboard.ts';
import { visibleText } from '../lib/text.ts';
import { stateTexts as texts } from '../texts/states.ts';
import './states.css';

interface Props {
  /** Names the part of the window, for the person. */
  readonly what?: string;
  readonly children: ReactNode;
}

interface State {
  /** null as long as nothing failed. */
  readonly message: string | null;
  /** Where it happened, for a report. */
  readonly trace: string;
}

/** Keeps a fault of one part of the window from the others: says so, and shows the part anew when asked. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { message: null, trace: '' };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { message: error instanceof Error ? `${error.name}: ${error.message}` : texts.unknownFault };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    this.setState({ trace: `${stack}\n${info.componentStack ?? ''}` });
  }

  override render(): ReactNode {
    const { message, trace } = this.state;
    if (message === null) return this.props.children;
    const what = this.props.what ?? texts.thisPage;
    return (
      <div className="state" role="alert">
        <IconAlertTriangle size={22} className="tone-error" aria-hidden />
        <h2 className="state-title">{texts.faultTitle(what)}</h2>
        <p className="mono">{visibleText(message)}</p>
        <p>{texts.faultText}</p>
        <div className="state-actions">
          <Button onClick={() => this.setState({ message: null, trace: '' })}>{texts.reload}</Button>
          <Button variant="default" onClick={() => copyText(texts.faultReport(what, message, trace), texts.details)}>
            {texts.copyDetails}
          </Button>
        </div>
      </div>
    );
  }
}
