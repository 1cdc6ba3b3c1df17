import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const outDir = resolve(import.meta.dirname, '../Api/wwwroot');
const api = process.env.API_URL ?? 'http://localhost:5000';

/** The API reference is served by the platform itself, so its bundle travels with the console's. */
function copyApiReference(): Plugin {
  return {
    name: 'copy-api-reference',
    apply: 'build',
    closeBundle() {
      const entry = createRequire(import.meta.url).resolve('@scalar/api-reference');
      const bundle = resolve(dirname(entry), 'browser/standalone.js');
      const target = resolve(outDir, 'scalar/standalone.js');
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(bundle, target);
    },
  };
}

export default defineConfig({
  plugins: [react(), copyApiReference()],
  build: {
    outDir,
    emptyOutDir: true,
    // the content security policy has no data: for fonts and scripts
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/api', '/console', '/admin', '/health', '/openapi', '/scalar'].map((path) => [path, { target: api }]),
    ),
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
