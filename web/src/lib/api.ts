// SPDX-License-Identifier: Apache-2.0
// A small client of the API, typed by what `npm run api` makes of docs/openapi.json: a path that is not there, or a
// field that an answer does not have, does not compile.
import type { components, paths } from '../generated/api'
import { currentLanguage } from './words.svelte'

export type Schemas = components['schemas']

type JsonOf<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } }
  ? Body
  : never

/** Paths that can be read as JSON, and what each answers. */
type Readable = { [Path in keyof paths]: JsonOf<paths[Path]['get']> extends never ? never : Path }[keyof paths]
export type AnswerTo<Path extends Readable> = JsonOf<paths[Path]['get']>

export type Reading<Body> =
  | { kind: 'read'; body: Body }
  | { kind: 'refused'; status: number; detail: string } // the service said no, in the reader's language
  | { kind: 'unreachable' }

/** `parts`: what stands in the path in braces. */
export async function read<Path extends Readable>(
  path: Path,
  token: string,
  parts: Record<string, string> = {},
): Promise<Reading<AnswerTo<Path>>> {
  let response: Response
  try {
    response = await fetch(filledPath(path, parts), {
      headers: { Authorization: `Bearer ${token}`, 'Accept-Language': currentLanguage() },
      credentials: 'omit',
      redirect: 'error',
    })
    if (response.ok) return { kind: 'read', body: (await response.json()) as AnswerTo<Path> }
  } catch {
    return { kind: 'unreachable' }
  }
  if (response.status >= 500) return { kind: 'unreachable' }
  return { kind: 'refused', status: response.status, detail: await detailOf(response) }
}

export function filledPath(path: string, parts: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''))
}

async function detailOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as Schemas['Problem']
    return problem.detail ?? problem.title
  } catch {
    return String(response.status)
  }
}
