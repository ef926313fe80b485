/** Invented people and firms; every address lies below the reserved domain `.example`. */
export const firstNames = (
  'Ada Aisha Alan Amara Ana Anders Aoife Arjun Astrid Beatriz Bogdan Carlos Chidi Chloe Daniel Dimitra Elena Emeka Emil ' +
  'Erik Fatima Femi Fiona Freya Gareth Giulia Grace Hana Hassan Helen Hiro Ingrid Isla Ivan Jamal Jana Joao Julia Kaito ' +
  'Karin Kofi Lars Leila Liam Linh Lucia Maeve Malik Marek Maria Mateo Mei Miriam Nadia Nils Noor Olga Omar Oscar Paula ' +
  'Petra Priya Rafael Rania Rosa Ruth Samir Sara Sofia Soren Tariq Tessa Tomas Uma Victor Wanda Xin Yara Yusuf Zoe'
).split(' ');

export const lastNames = (
  'Abara Adeyemi Almeida Andersson Asante Banerjee Barnes Bauer Bianchi Brandt Byrne Campbell Castillo Chen Costa Dahl ' +
  'Demir Diallo Dimitriou Dubois Eriksen Farouk Ferreira Fischer Fitzgerald Garcia Goldberg Gupta Haddad Hansen Hughes ' +
  'Ibrahim Ivanova Jansen Jensen Kaminski Kato Keller Khan Kimura Kowalski Kumar Laurent Lindqvist Lopez MacLeod Marino ' +
  'Mbeki Meyer Moreau Murphy Nakamura Nguyen Novak Nwosu Okafor Olsen Osei Patel Pereira Petrov Popescu Quinn Rahman ' +
  'Reyes Rossi Santos Sato Schneider Sharma Silva Singh Suzuki Tanaka Taylor Tran Vasquez Virtanen Weber Yilmaz Zhang'
).split(' ');

export const firmWords = (
  'Alder Amber Anchor Apex Ardent Aurora Beacon Birch Bluefin Bramble Brightwater Cedar Cinder Clearway Cobalt Compass ' +
  'Copper Cormorant Crest Delta Driftwood Eastgate Elm Ember Fathom Fern Foxglove Granite Greenfield Harbour Hazel ' +
  'Heron Highland Ironwood Juniper Kestrel Keystone Kingfisher Lantern Larch Linden Longbridge Lumen Maple Marlin Meadow ' +
  'Meridian Mill Northwind Oakridge Orchard Osprey Pinnacle Quarry Quill Raven Redwood Ridgeway Riverside Rowan Saffron ' +
  'Sandpiper Sequoia Silverline Slate Solstice Southbank Sparrow Summit Tamarind Tern Thistle Tidewater Umber Vantage ' +
  'Verity Wayfarer Westport Willow Wren Yarrow Zenith'
).split(' ');

export const firmKinds = (
  'Analytics Bakery Biotech Brewing Capital Ceramics Clinics Cloud Components Consulting Dairy Design Energy Farms Foods ' +
  'Freight Furniture Instruments Insurance Labs Logistics Media Motors Networks Optics Outdoor Packaging Pharma Press ' +
  'Robotics Software Studios Systems Textiles Tools Travel Works'
).split(' ');

/** City with its country (ISO 3166-1 alpha-2) and international dialling code. */
export const places = [
  ['Amsterdam', 'NL', '31'],
  ['Barcelona', 'ES', '34'],
  ['Berlin', 'DE', '49'],
  ['Boston', 'US', '1'],
  ['Cape Town', 'ZA', '27'],
  ['Copenhagen', 'DK', '45'],
  ['Dublin', 'IE', '353'],
  ['Edinburgh', 'GB', '44'],
  ['Helsinki', 'FI', '358'],
  ['Kraków', 'PL', '48'],
  ['Lagos', 'NG', '234'],
  ['Lisbon', 'PT', '351'],
  ['London', 'GB', '44'],
  ['Lyon', 'FR', '33'],
  ['Milan', 'IT', '39'],
  ['Nairobi', 'KE', '254'],
  ['Osaka', 'JP', '81'],
  ['São Paulo', 'BR', '55'],
  ['Singapore', 'SG', '65'],
  ['Stockholm', 'SE', '46'],
  ['Toronto', 'CA', '1'],
  ['Vienna', 'AT', '43'],
] as const;

export const streets = (
  'Abbey Road|Baker Lane|Canal Street|Church Row|Dock Road|Elm Grove|Foundry Street|Garden Walk|High Street|Kings Avenue|' +
  'Market Square|Mill Lane|North Quay|Orchard Close|Park View|Queens Road|River Terrace|Station Road|Tower Hill|West Gate'
).split('|');

export const jobTitles = (
  'Account Manager|Chief Executive|Chief Financial Officer|Data Analyst|Engineering Manager|Facilities Lead|Founder|' +
  'Head of Marketing|Head of Operations|Head of Purchasing|HR Partner|IT Manager|Logistics Planner|Office Manager|' +
  'Product Manager|Project Lead|Quality Engineer|Sales Director|Software Engineer|Support Lead'
).split('|');

export const tags = 'decision-maker|event-2025|event-2026|newsletter|partner|press|referral|trial|vip'.split('|');

export const dealNames =
  'annual licence|expansion|first order|maintenance contract|migration project|pilot|renewal|spare parts|training days'.split(
    '|',
  );

export const activitySubjects = {
  call: ['Introduction', 'Follow-up on the offer', 'Questions about delivery', 'Renewal check-in', 'Voicemail left'],
  email: ['Sent the price list', 'Sent the contract', 'Answered technical questions', 'Asked for feedback'],
  meeting: ['On-site visit', 'Product demonstration', 'Quarterly review', 'Kick-off'],
  task: ['Prepare an offer', 'Check the credit limit', 'Update the forecast', 'Book the meeting room'],
} as const;

export const noteTexts =
  'Prefers e-mail over calls.|Budget is decided in October.|Met at the spring fair; wants a demonstration.|Uses a competitor until the end of the year.|Asked for references from the same industry.|Speaks French and English.|Wants invoices with a purchase order number.|On parental leave until autumn; write to the deputy.|Very happy with support.|Needs the security questionnaire before signing.'.split(
    '|',
  );

export const productNames =
  'Starter plan|Team plan|Business plan|Enterprise plan|Extra seat|Storage pack 100 GB|Storage pack 1 TB|Audit log|Single sign-on|Priority support|On-site training|Remote training|Data migration|Sandbox environment|API add-on|Analytics add-on|Mobile add-on|Onboarding package|Dedicated instance|Backup vault|Regional hosting|Custom domain|White label|Phone support|Health check'.split(
    '|',
  );
