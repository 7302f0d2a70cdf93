// The program that reads one paper and ends: started by the server for each, with its bounds, and by nobody else.
import { serveReader } from './papers/reader-process.ts';

serveReader();
