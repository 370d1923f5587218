// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"

#include <vector>

namespace inspectord {

/// The ids of the first column, row by row.
template <class IdType>
std::vector<IdType> ids_of(const Rows& rows) {
  std::vector<IdType> ids;
  ids.reserve(rows.size());
  for (const auto& row : rows) ids.push_back(row.id<IdType>(0));
  return ids;
}

}  // namespace inspectord
