// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'

import { filledPath } from '../src/lib/api'

test('what stands in braces in a path is filled in, and can add no part of its own', () => {
  expect(filledPath('/api/v1/duties/{id}', { id: '0198-a' })).toBe('/api/v1/duties/0198-a')
  expect(filledPath('/api/v1/duties/{id}', { id: '../x?y' })).toBe('/api/v1/duties/..%2Fx%3Fy')
  expect(filledPath('/api/v1/board', {})).toBe('/api/v1/board')
})
