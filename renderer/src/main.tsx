import './strict.ts';
import '@fontsource-variable/inter/wght.css';
import './styles/fonts.css';
import './styles/kit.css';
import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { startSession } from './backend/session.ts';
import { Start } from './start.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
startSession();
createRoot(root).render(<Start />);
