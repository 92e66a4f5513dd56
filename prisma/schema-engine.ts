import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

/**
 * Prisma's migration engine as WebAssembly. Its command line fetches a native engine at first use, which fails
 * on machines that reach only a package registry; this one comes out of the lock file, and writes the same
 * `_prisma_migrations` table, so `prisma migrate deploy` agrees with it.
 */
const folder = import.meta.dirname;
const schemaPath = join(folder, 'schema.prisma');
const migrationsPath = join(folder, 'migrations');
const noFilter = { externalTables: [], externalEnums: [] };

interface MigrationsList {
  baseDir: string;
  lockfile: { path: string; content: string | null };
  shadowDbInitScript: string;
  migrationDirectories: {
    path: string;
    migrationFile: { path: string; content: { tag: 'ok'; value: string } };
  }[];
}

interface SchemaEngine {
  applyMigrations(input: {
    migrationsList: MigrationsList;
    filters: object;
  }): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>;
  free(): void;
}

interface EngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: {
    new: (options: object, log: (line: string) => void, adapter: unknown) => Promise<SchemaEngine>;
  };
}

/**
 * The adapter as it comes cuts a script at every semicolon, also inside comments and function bodies, and runs the
 * pieces one by one. Sent whole, PostgreSQL parses it, and all of it is applied or none.
 */
class WholeScripts extends PrismaPg {
  readonly #adapters: { dispose(): Promise<void> }[] = [];

  override async connect() {
    const adapter = await super.connect();
    this.#adapters.push(adapter);
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }

  /** Closes what the engine opened and leaves open: an idle connection keeps a script from ending for 10 s. */
  async end(): Promise<void> {
    for (const adapter of this.#adapters.splice(0)) await adapter.dispose();
  }
}

async function loadEngineModule(): Promise<EngineModule> {
  const require = createRequire(import.meta.url);
  const root = dirname(require.resolve('@prisma/schema-engine-wasm'));
  const module = (await import(join(root, 'schema_engine_bg.js'))) as EngineModule &
    WebAssembly.ModuleImports;
  const { instance } = await WebAssembly.instantiate(await readFile(join(root, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': module,
  });
  module.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return module;
}

async function withEngine<T>(databaseUrl: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const module = await loadEngineModule();
  const scripts = new WholeScripts({ connectionString: databaseUrl });
  const factory = bindMigrationAwareSqlAdapterFactory(scripts);
  const engine = await module.SchemaEngine.new(
    { datamodels: [[schemaPath, await readFile(schemaPath, 'utf8')]] },
    () => {},
    factory,
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await scripts.end();
  }
}

async function readMigrations(): Promise<MigrationsList> {
  const entries = await readdir(migrationsPath, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: migrationsPath,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(migrationsPath, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(join(migrationsPath, path, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

/**
 * Applies the migrations in `prisma/migrations` that the database has not seen.
 *
 * @returns the names of those applied now, in order; empty when the schema was up to date
 * @throws what the database refused, with the migration left marked as failed
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  return await withEngine(databaseUrl, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList, filters: noFilter });
    return result.appliedMigrationNames;
  });
}

/**
 * The SQL that leads from one schema to another; compares the two texts. The engine asks a server for its
 * version, but reads and changes nothing there.
 *
 * @param databaseUrl any PostgreSQL of the version in use
 * @param from an earlier text of `schema.prisma`, or null for an empty database
 * @param to the text to arrive at; `prisma/schema.prisma` unless given
 */
export async function migrationBetween(
  databaseUrl: string,
  from: string | null,
  to?: string,
): Promise<string> {
  const target = to ?? (await readFile(schemaPath, 'utf8'));
  return await withEngine(databaseUrl, async (engine) => {
    const result = await engine.diff({
      from:
        from === null
          ? { tag: 'empty' }
          : { tag: 'schemaDatamodel', files: [{ path: schemaPath, content: from }] },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content: target }] },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: noFilter,
    });
    return result.stdout ?? '';
  });
}
