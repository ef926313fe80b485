import { Box, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { membersOf, nameOf, objectsIn } from './members.ts';

type Filter = Readonly<Record<string, unknown>>;

/** One filter as the host would ask for it. */
function FilterField({ filter }: { readonly filter: Filter }) {
  const type = nameOf(filter.type) ?? 'text';
  const requires = Array.isArray(filter.datalist_requires) ? filter.datalist_requires.map(String).join(', ') : '';
  const description = [
    ...(filter.optional === true ? [texts.filterOptional] : []),
    ...(requires === '' ? [] : [texts.filterRequires(visibleText(requires))]),
  ].join(', ');
  const common = {
    label: visibleText(nameOf(filter.title) ?? nameOf(filter.id) ?? ''),
    description: description === '' ? undefined : description,
    withAsterisk: filter.optional !== true,
  };
  const first = typeof filter.defaultValue === 'object' ? '' : String(filter.defaultValue ?? '');
  switch (type) {
    case 'bool':
      return <Checkbox label={common.label} description={common.description} defaultChecked={first === 'true'} />;
    case 'number':
      return <NumberInput {...common} size="xs" defaultValue={first} />;
    case 'list':
    case 'multidropdown':
      return <Select {...common} data={first === '' ? [] : [first]} defaultValue={first === '' ? null : first} />;
    case 'text':
    case 'datebox':
      return <TextInput {...common} defaultValue={first} type={type === 'datebox' ? 'date' : 'text'} />;
    default:
      return <TextInput {...common} error={texts.unknownFilter(visibleText(type))} />;
  }
}

/** The form that a host would make of a result of `config` (FB-20, FB-21). */
export function ConfigPreview({ result }: { readonly result: unknown }) {
  const { types, filters } = membersOf(result);
  const tables = objectsIn(types);
  const fields = objectsIn(filters);
  return (
    <Box component="section" className="preview" aria-label={texts.config} tabIndex={0}>
      <p className="dim">{texts.configNote}</p>
      <section aria-label={texts.configTypes}>
        <h3>{texts.configTypes}</h3>
        {tables.length === 0 ? <p className="dim">{texts.noTypes}</p> : null}
        {tables.map((table) => (
          <Checkbox
            key={`${nameOf(table.id) ?? ''} ${nameOf(table.name) ?? ''}`}
            label={visibleText(nameOf(table.name) ?? nameOf(table.id) ?? '')}
            description={visibleText(nameOf(table.description) ?? '')}
            defaultChecked={table.default !== false}
          />
        ))}
      </section>
      <section aria-label={texts.configFilters}>
        <h3>{texts.configFilters}</h3>
        {fields.length === 0 ? <p className="dim">{texts.noFilters}</p> : null}
        {fields.map((filter) => (
          <FilterField key={`${nameOf(filter.id) ?? ''} ${nameOf(filter.title) ?? ''}`} filter={filter} />
        ))}
      </section>
    </Box>
  );
}
