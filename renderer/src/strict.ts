import { z } from 'zod';
import { restrictMarkup } from './lib/trusted-types.ts';

// The first module of the page: what the content security policy needs before anything else is run.

restrictMarkup();
// Without this, schemas try to make functions of text and the policy has to refuse.
z.config({ jitless: true });
