// SPDX-License-Identifier: EUPL-1.2
// Which page stands behind which address. Pages say themselves what a role may not see: the server refuses it.
import type { ComponentChildren } from 'preact';
import type { Session } from '../app.tsx';
import { parts } from '../router.ts';
import { Assignments } from './assignments.tsx';
import { Audit } from './audit.tsx';
import { CalibrationPage } from './calibration.tsx';
import { Forms } from './forms.tsx';
import { Home } from './home.tsx';
import { Locations } from './locations.tsx';
import { NotFound } from './not_found.tsx';
import { People } from './people.tsx';
import { Planner } from './planner.tsx';
import { Quarantine } from './quarantine.tsx';
import { Requests } from './requests.tsx';
import { Results } from './results.tsx';
import { Retention } from './retention.tsx';
import { ReviewQueue } from './review_queue.tsx';
import { RulePage } from './rule.tsx';
import { Study } from './study.tsx';
import { Tokens } from './tokens.tsx';
import { Visit } from './visit.tsx';
import { Wave } from './wave.tsx';

export function pageFor(path: string, session: Session): ComponentChildren {
  const [first, id = '', rest] = parts(path);
  if (!first) return <Home session={session} />;
  if (first === 'people') return <People session={session} />;
  if (first === 'locations') return <Locations session={session} />;
  if (first === 'forms') return <Forms session={session} />;
  if (first === 'quarantine') return <Quarantine session={session} />;
  if (first === 'results') return <Results key={id} release={id} view={rest} />;
  if (first === 'audit') return <Audit />;
  if (first === 'requests') return <Requests />;
  if (first === 'retention') return <Retention />;
  if (first === 'tokens') return <Tokens />;
  if (first === 'planner') return <Planner />;
  if (first === 'projects' && rest === 'rule') return <RulePage key={id} project={id} session={session} />;
  if (first === 'projects' && rest === 'calibration') return <CalibrationPage key={id} project={id} />;
  if (first === 'visits' && id) return <Visit key={id} id={id} />;
  if (first === 'waves' && id && !rest) return <Wave key={id} id={id} session={session} />;
  if (first === 'waves' && rest === 'assignments') return <Assignments key={id} wave={id} />;
  if (first === 'waves' && rest === 'study') return <Study key={id} wave={id} />;
  if (first === 'waves' && rest === 'review') return <ReviewQueue key={id} wave={id} />;
  return <NotFound />;
}
