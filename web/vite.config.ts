// SPDX-License-Identifier: Apache-2.0
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

import { pickWords } from './build/pick_words.mjs'

/** The words of the page follow its sources and the catalogue. */
const words: Plugin = {
  name: 'words',
  buildStart: pickWords,
  handleHotUpdate: pickWords,
}

// What runs the service during `npm run dev`.
const service = process.env.INSPECTORD_URL ?? 'http://127.0.0.1:8480'

export default defineConfig({
  plugins: [words, svelte()],
  build: {
    target: 'es2022',
    // The content security policy allows no inline script and no data: other than images.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': service } },
})
