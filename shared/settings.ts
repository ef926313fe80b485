import { z } from 'zod';
import { hasPossiblePort, hostPattern } from './connector/names.ts';
import { settingsLimits } from './limits.ts';

/** `http://host:port` or `https://host:port`, nothing else: a password in it would be shown wherever the address is. */
export const proxyAddress = z
  .string()
  .max(300, 'use at most 300 characters')
  .regex(
    /^https?:\/\/(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}$/,
    'use http://host:port or https://host:port, without a user name, password or path',
  )
  .refine(hasPossiblePort, 'use a port from 1 to 65535');

/** A server as it is trusted: host and port, no pattern. */
export const trustedHost = z
  .string()
  .max(260, 'use at most 260 characters')
  .regex(/^(?:[a-z0-9_.-]+|\[[0-9a-f:]+\]):\d{1,5}$/, 'use host:port in lower case, such as intranet.example.com:443')
  .refine(hasPossiblePort, 'use a port from 1 to 65535');

export const authorityName = z
  .string()
  .max(80, 'use at most 80 characters')
  .regex(/^[\w][\w .()-]*$/, 'use letters, digits, spaces, dots, hyphens, underscores and parentheses');

const pem = z.string().max(settingsLimits.pemChars, `use at most ${settingsLimits.pemChars} characters`);

/** The proxy for all connectors; its password is in the vault. */
export const proxySettingsSchema = z.strictObject({
  url: proxyAddress,
  username: z.string().max(200).optional(),
  /** Host patterns that are reached without it; loopback never goes through it. */
  bypass: z.array(hostPattern).max(settingsLimits.hosts).default([]),
  /** Whether the proxy is told names, where this machine can resolve none; else the addresses that were checked here. */
  resolveAtProxy: z.boolean().default(false),
});

/** What the user set for the network of all connectors; never part of a package, and no package can set it (A67, A68). */
export const networkSettingsSchema = z.strictObject({
  proxy: proxySettingsSchema.optional(),
  /** Certificates of further authorities, PEM; several in one text where a file holds several. */
  authorities: z
    .array(z.strictObject({ name: authorityName, pem }))
    .max(settingsLimits.authorities)
    .default([]),
  /** Servers whose certificate is not verified (A67). */
  insecureHosts: z.array(trustedHost).max(settingsLimits.hosts).default([]),
});
export type NetworkSettings = z.infer<typeof networkSettingsSchema>;

/** All settings as they are kept. */
export const settingsSchema = z.strictObject({ network: networkSettingsSchema.prefault({}) });
export type Settings = z.infer<typeof settingsSchema>;
