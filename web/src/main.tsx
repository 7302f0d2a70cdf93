// Starts the staff app in the page.
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { applyColours } from './ui/preferences.ts';
import './ui/styles/app.css';

applyColours();
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id "root".');
createRoot(place).render(<App />);
