import type { Random } from '../../../shared/random.ts';
import type { User } from '../schemas/account.ts';
import { type Activity, activityKinds, type Note } from '../schemas/activity.ts';
import type { Contact } from '../schemas/contact.ts';
import { momentSince, pastMoment } from './dates.ts';
import { activitySubjects, noteTexts } from './words.ts';

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => random.integer(0, 15).toString(16)).join('');

/** A version 4 UUID from the seed; 122 random bits, so two never meet. */
const uuid = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(random, 3)}-${hex(random, 12)}`;

export function createActivities(
  random: Random,
  count: number,
  contacts: readonly Contact[],
  users: readonly User[],
): Activity[] {
  return Array.from({ length: count }, () => {
    const type = random.pick(activityKinds);
    const timed = type === 'call' || type === 'meeting';
    return {
      id: uuid(random),
      type,
      subject: random.pick<string>(activitySubjects[type]),
      contact_id: random.pick(contacts).id,
      user_id: random.pick(users).id,
      duration_minutes: timed ? random.integer(1, 18) * 5 : null,
      completed: random.chance(0.8),
      occurred_at: pastMoment(random, 500),
    };
  });
}

/** Most contacts have no note, a few have more than one page of them. */
export function createNotes(random: Random, contacts: readonly Contact[], users: readonly User[]): Note[] {
  const notes: Note[] = [];
  for (const contact of contacts) {
    const count = random.chance(0.6) ? 0 : random.chance(0.1) ? random.integer(11, 30) : random.integer(1, 5);
    for (let written = 0; written < count; written++) {
      notes.push({
        id: notes.length + 1,
        contact_id: contact.id,
        author_id: random.pick(users).id,
        text: random.pick(noteTexts),
        pinned: random.chance(0.1),
        created_at: momentSince(random, contact.created_at),
      });
    }
  }
  return notes;
}
