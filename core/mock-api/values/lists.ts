/** Words that made rows consist of: plain, and the same for every seed. */

export const firstNames: readonly string[] =
  'Ada Ben Cleo Dora Emil Fatima Greta Hugo Ines Jonas Kim Lena Milan Nora'.split(' ');
export const lastNames: readonly string[] =
  'Adler Brandt Costa Dietrich Ekberg Fuchs Garcia Haddad Ito Jansen Kaya'.split(' ');
export const adjectives: readonly string[] =
  'amber bold calm deep early fair gentle high iron kind late mellow narrow open plain quiet rapid silver true wide'.split(
    ' ',
  );
export const nouns: readonly string[] =
  'anchor bridge canyon delta engine forest garden harbor island journey kettle lantern meadow needle orchard pilot river'.split(
    ' ',
  );
export const cities: readonly string[] = [
  'Berlin',
  'Lisbon',
  'Osaka',
  'Toronto',
  'Nairobi',
  'Bergen',
  'Austin',
  'Lima',
];
export const countries: readonly string[] = ['Germany', 'Portugal', 'Japan', 'Canada', 'Kenya', 'Norway', 'Peru'];
export const countryCodes: readonly string[] = ['DE', 'PT', 'JP', 'CA', 'KE', 'NO', 'PE'];
export const currencies: readonly string[] = ['EUR', 'USD', 'JPY', 'CAD', 'NOK', 'GBP'];
export const colors: readonly string[] = ['#1a73e8', '#34a853', '#fbbc04', '#ea4335', '#7b1fa2'];
export const zones: readonly string[] = ['Europe/Berlin', 'Asia/Tokyo', 'America/Toronto', 'UTC'];
export const locales: readonly string[] = ['en', 'de', 'pt', 'ja', 'fr'];
