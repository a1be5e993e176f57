// SPDX-License-Identifier: EUPL-1.2
import { render } from 'preact';
import { App } from './app.tsx';
import './styles/index.css';

render(<App />, document.getElementById('app')!);
