import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { visibleText } from '../lib/text.ts';
import './states.css';

interface State {
  readonly message: string | null;
}

/** Catches a fault of the page: says so, and shows the workbench anew with all text that was typed. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : 'unknown fault' };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <main className="state" role="alert">
        <h1 className="state-title">This page has a fault</h1>
        <p>{visibleText(this.state.message)}</p>
        <p>Text that is not saved is kept as long as this window is not reloaded.</p>
        <Button onClick={() => this.setState({ message: null })}>Show the workbench again</Button>
      </main>
    );
  }
}
