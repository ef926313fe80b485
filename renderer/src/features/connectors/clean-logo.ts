import DOMPurify from 'dompurify';

/**
 * Handlers under a name that is none. Parsing alone asks the content policy about them, which counts as breaking it, although
 * the sanitizer takes them away a moment later.
 */
const withoutHandlers = (text: string): string => text.replace(/\bon(?=[a-z]+\s*=)/gi, 'data-on');

/**
 * A picture without anything that could act or fetch: no script, no event, no style sheet, no foreign content, and no link or
 * image but within itself. undefined where what is left is no SVG picture.
 */
export function cleanSvg(text: string): string | undefined {
  const clean = DOMPurify.sanitize(withoutHandlers(text), {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ['style', 'a', 'image', 'foreignObject'],
    FORBID_ATTR: ['style'],
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  const svg = clean.querySelector('svg');
  if (svg === null || svg.childElementCount === 0) return undefined;
  for (const element of [svg, ...svg.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes]) {
      const refers = name === 'href' || name === 'xlink:href';
      if ((refers && !value.startsWith('#')) || /url\(\s*["']?(?!#|\s|["'])/i.test(value))
        element.removeAttribute(name);
    }
  return new XMLSerializer().serializeToString(svg);
}

/** The address of a picture for an <img>, which runs nothing of it; undefined where the text is no picture. */
export function logoAddress(text: string): string | undefined {
  const clean = cleanSvg(text);
  return clean === undefined ? undefined : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(clean)}`;
}
