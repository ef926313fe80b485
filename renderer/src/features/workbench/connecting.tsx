import { Button, Loader } from '@mantine/core';
import { reconnectNow, useSession } from '../../backend/session.ts';
import { connectingTexts } from '../../texts/connecting.ts';
import './connecting.css';

/** What stands until the line to the backend is open for the first time. */
export function Connecting() {
  const { state, everOpen } = useSession();
  if (everOpen || (state.kind === 'connecting' && state.attempt === 0))
    return (
      <main className="connecting" aria-busy>
        <Loader size={20} aria-label={connectingTexts.wait} />
      </main>
    );
  return (
    <main className="connecting">
      <h1>{connectingTexts.title}</h1>
      <p>{connectingTexts.remedy}</p>
      <Button variant="default" onClick={reconnectNow}>
        {connectingTexts.again}
      </Button>
    </main>
  );
}
