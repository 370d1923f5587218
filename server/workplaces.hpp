// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/pool.hpp"
#include "server/round.hpp"

namespace inspectord {

/// Where requests are worked on besides the net thread.
struct Workplaces {
  ActQueue& acts;  ///< Acts, for the writer.
  Pool& pool;      ///< Decodes that wait for the disk or compute for long.
  Pool& readers;   ///< Long reads: a disk that takes no writes keeps nobody from reading.
};

}  // namespace inspectord
