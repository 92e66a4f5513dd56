import { findCycles } from './cycles';
import { wayUp } from './floors';
import { importsOf, readSources, sourceOf, target } from './sources';

/** A part of the project and what its files may not import: addresses from the project's folder, or package names. */
interface Rule {
  part: string;
  except?: string;
  forbidden: RegExp;
  because: string;
}

/** The dependency rule. Parts and addresses are paths from the project's folder, without an extension. */
const rules: Rule[] = [
  {
    part: 'lib/',
    forbidden: /^app(\/|$)/,
    because: 'lib never uses app: what the shop does must not depend on how it is shown',
  },
  {
    part: 'app/',
    forbidden: /^(sandbox|tests|scripts|prisma)(\/|$)/,
    because: 'app uses lib only: the sandbox is reached over HTTP, exactly as Stripe would be',
  },
  {
    part: 'lib/',
    forbidden: /^(sandbox|tests|scripts|prisma)(\/|$)/,
    because: 'lib uses lib only: the sandbox is reached over HTTP, exactly as Stripe would be',
  },
  {
    part: 'app/',
    forbidden: /^stripe(\/|$)/,
    because: 'only lib/stripe knows the stripe package, types included',
  },
  {
    part: 'lib/',
    except: 'lib/stripe/',
    forbidden: /^stripe(\/|$)/,
    because: 'only lib/stripe knows the stripe package, types included',
  },
  {
    part: 'app/',
    forbidden: /^(lib\/db|lib\/generated\/prisma(?!\/enums$)|@prisma\/|pg$)/,
    because: 'app asks lib for what it shows; only lib speaks to the database',
  },
  {
    part: 'sandbox/',
    except: 'sandbox/demo',
    forbidden: /^(app|lib|tests|scripts)(\/|$)/,
    because: 'the stand-ins know no more of the shop than Stripe and a mail server do',
  },
];

/**
 * What in a file goes against the dependency rule, as sentences.
 *
 * @param file its path from the project's folder, with forward slashes
 */
export function violations(file: string, source: string): string[] {
  const applying = rules.filter(
    (rule) => file.startsWith(rule.part) && !(rule.except && file.startsWith(rule.except)),
  );
  return importsOf(source).flatMap((specifier) => {
    const leadsTo = target(file, specifier).replace(/\.(tsx?|mjs|js)$/, '');
    const reasons = applying.filter((rule) => rule.forbidden.test(leadsTo)).map((rule) => rule.because);
    const up = wayUp(file, leadsTo);
    return [...reasons, ...(up ? [up] : [])].map((because) => `${file} imports ${specifier}: ${because}`);
  });
}

/** The parts of the project in which no files may import one another in a circle. */
const withoutCycles = /^(app|lib|sandbox)\//;

/** Checks every source of the project: each import by the rules and the floors, all of them together for circles. */
export async function checkImports(root: string): Promise<string[]> {
  const sources = await readSources(
    root,
    rules.map((rule) => rule.part),
  );
  const graph = new Map(
    [...sources]
      .filter(([file]) => withoutCycles.test(file))
      .map(([file, source]) => {
        const imports = importsOf(source).map((specifier) => target(file, specifier));
        const found = imports.flatMap((path) => sourceOf(sources, path) ?? []);
        return [file, found] as const;
      }),
  );
  return [
    ...[...sources].flatMap(([file, source]) => violations(file, source)),
    ...findCycles(graph).map((files) => `these files import one another in a circle: ${files.join(', ')}`),
  ];
}
