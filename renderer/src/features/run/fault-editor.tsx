import { ActionIcon, Button, Menu, NumberInput, Select, TextInput, Tooltip } from '@mantine/core';
import type { Fault, FaultEffect } from '../../../../shared/run/fault.ts';
import { faultText, parseFault } from '../../../../shared/run/fault-text.ts';
import { IconPlus, IconX } from '../../icons.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { faultPresets } from './options.ts';

const effects: readonly { readonly value: FaultEffect['kind']; readonly label: string }[] = [
  { value: 'status', label: texts.effectStatus },
  { value: 'slow', label: texts.effectSlow },
  { value: 'cut', label: texts.effectCut },
  { value: 'malformed', label: texts.effectMalformed },
  { value: 'offline', label: texts.effectOffline },
];

function effectOf(kind: string | null): FaultEffect {
  if (kind === 'status') return { kind: 'status', status: 500 };
  if (kind === 'slow') return { kind: 'slow', ms: 2000 };
  return kind === 'malformed' || kind === 'offline' ? { kind } : { kind: 'cut' };
}

const whole = (value: string | number, least: number): number => Math.max(least, Math.round(Number(value)) || least);

function Amounts({ fault, onFault }: { readonly fault: Fault; onFault(fault: Fault): void }) {
  const { effect } = fault;
  if (effect.kind === 'status')
    return (
      <>
        <NumberInput
          label={texts.status}
          size="xs"
          min={400}
          max={599}
          clampBehavior="blur"
          value={effect.status}
          onChange={(value) => {
            const status = whole(value, 0);
            if (status >= 400 && status <= 599) onFault({ ...fault, effect: { ...effect, status } });
          }}
        />
        <NumberInput
          label={texts.retryAfter}
          size="xs"
          min={0}
          value={effect.retryAfter ?? ''}
          onChange={(value) => {
            const { retryAfter: _, ...bare } = effect;
            onFault({ ...fault, effect: value === '' ? bare : { ...bare, retryAfter: whole(value, 0) } });
          }}
        />
      </>
    );
  if (effect.kind === 'slow')
    return (
      <NumberInput
        label={texts.delay}
        size="xs"
        min={1}
        value={effect.ms}
        onChange={(value) => onFault({ ...fault, effect: { kind: 'slow', ms: whole(value, 1) } })}
      />
    );
  return null;
}

/** The parts of one fault; they and its text are the same thing. */
function Builder({ fault, onFault }: { readonly fault: Fault; onFault(fault: Fault): void }) {
  const { times: _times, url: _url, ...bare } = fault;
  return (
    <div className="fault-parts">
      <Select
        label={texts.effect}
        className="fault-effect"
        data={[...effects]}
        value={fault.effect.kind}
        onChange={(kind) => onFault({ ...fault, effect: effectOf(kind) })}
      />
      <Amounts fault={fault} onFault={onFault} />
      <NumberInput
        label={texts.at}
        size="xs"
        min={1}
        value={fault.at}
        onChange={(value) => onFault({ ...fault, at: whole(value, 1) })}
      />
      <NumberInput
        label={texts.times}
        size="xs"
        min={1}
        value={fault.times ?? 1}
        onChange={(value) => {
          const times = whole(value, 1);
          const { url } = fault;
          onFault({ ...bare, ...(times === 1 ? {} : { times }), ...(url === undefined ? {} : { url }) });
        }}
      />
      <TextInput
        label={texts.urlPart}
        placeholder={texts.anyUrl}
        className="fault-url"
        value={fault.url ?? ''}
        onChange={(event) => {
          const url = event.currentTarget.value;
          const { times } = fault;
          onFault({ ...bare, ...(times === undefined ? {} : { times }), ...(url === '' ? {} : { url }) });
        }}
      />
    </div>
  );
}

interface FaultEditorProps {
  /** In the grammar of `--fault`. */
  readonly faults: readonly string[];
  onChange(faults: readonly string[]): void;
}

/** What sources do on bad days, to be met by the run: each fault as its parts and as its text. */
export function FaultEditor({ faults, onChange }: FaultEditorProps) {
  // The text of a fault changes with each key press: its place is what tells it from the others.
  const places = faults.map((_text, at) => `fault ${at}`);
  const put = (at: number, text: string) => onChange(faults.map((one, index) => (index === at ? text : one)));
  return (
    <section className="option-group" aria-label={texts.faults}>
      <div className="option-head">
        <h3>{texts.faults}</h3>
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={12} aria-hidden />}>
              {texts.addFault}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {faultPresets.map(({ label, text }) => (
              <Menu.Item key={text} onClick={() => onChange([...faults, text])}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {faults.map((text, at) => {
        const fault = parseFault(text);
        return (
          <div key={places[at]} className="fault">
            <div className="fault-line">
              <TextInput
                aria-label={texts.faultText}
                classNames={{ input: 'mono' }}
                className="grow"
                value={text}
                error={fault.ok ? undefined : fault.error.message}
                onChange={(event) => put(at, event.currentTarget.value)}
                spellCheck={false}
              />
              <Tooltip label={texts.removeFault}>
                <ActionIcon
                  aria-label={texts.removeFault}
                  onClick={() => onChange(faults.filter((_one, index) => index !== at))}
                >
                  <IconX size={13} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </div>
            {fault.ok ? <Builder fault={fault.value} onFault={(next) => put(at, faultText(next))} /> : null}
          </div>
        );
      })}
      {faults.length === 0 ? <p className="dim option-note">{texts.faultsNote}</p> : null}
    </section>
  );
}
