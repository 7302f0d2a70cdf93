// The process that draws the pages of one file: started for it by the room `drawing`, with nothing but what it reads there.
import { playDrawing } from './drawing/drawing-process.ts';

await playDrawing();
process.exit(0);
