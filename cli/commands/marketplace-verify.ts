import type { Command } from 'commander';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput } from '../context.ts';
import { withMarketStore } from '../market-store.ts';

interface VerifyOptions extends CommonOptions {
  readonly data: string;
  readonly tenant: string;
  readonly revoke?: boolean;
}

const verify = (options: VerifyOptions): Promise<void> =>
  withOutput(options, (output) =>
    withMarketStore(options.data, async (store): Promise<Result<number>> => {
      const { revokePublisher, verifyPublisher } = await import('../../marketplace/verified.ts');
      const { tenant } = options;
      if (options.revoke === true) {
        const publishers = await revokePublisher(store, tenant);
        output.result({ tenant, publishers, verified: false }, () =>
          publishers.length === 0
            ? `${tenant} was not verified.`
            : `${publishers.join(', ')} is not verified any more.`,
        );
        return ok(0);
      }
      const publishers = await verifyPublisher(store, tenant);
      if (publishers.length === 0)
        return fail(
          'input',
          'no_publisher',
          `${tenant} publishes nothing under a name: it states one first (PATCH /v1/listings/{id}, publisher).`,
        );
      output.result({ tenant, publishers, verified: true }, () => `${publishers.join(', ')} (${tenant}) is verified.`);
      return ok(0);
    }),
  );

export function registerMarketplaceVerify(program: Command): void {
  withCommonOptions(program.command('marketplace-verify'))
    .requiredOption('--data <dir>', 'folder of the marketplace')
    .requiredOption('--tenant <id>', 'who publishes, t_…')
    .option('--revoke', 'take the mark away')
    .description(
      'mark the names that a tenant publishes under as verified, also while the marketplace runs; DATABASE_URL as for marketplace',
    )
    .action(verify);
}
