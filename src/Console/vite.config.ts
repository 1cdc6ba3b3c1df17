import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const outDir = resolve(import.meta.dirname, '../Api/wwwroot');
const api = process.env.API_URL ?? 'http://localhost:5000';

/** The API reference is served by the platform itself, so its bundle travels with the console's; a font's licence travels with the font. */
function copyFromPackages(): Plugin {
  const require = createRequire(import.meta.url);
  const copy = (file: string, to: string) => {
    const target = resolve(outDir, to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  };
  return {
    name: 'copy-from-packages',
    apply: 'build',
    closeBundle() {
      copy(resolve(dirname(require.resolve('@scalar/api-reference')), 'browser/standalone.js'), 'scalar/standalone.js');
      copy(resolve(dirname(require.resolve('pretendard/package.json')), 'dist/LICENSE.txt'), 'assets/pretendard-licence.txt');
    },
  };
}

export default defineConfig({
  plugins: [react(), copyFromPackages()],
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
