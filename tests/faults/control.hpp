// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace faulty_disk {

/// Which call is to go wrong, and what became of it: a file that test and process both map
/// (tests/faults/disk.py). The test writes kind, at, lasting and spool_alone while no process runs.
/// The spool has a count of its own: a mail takes many calls, and none of them keeps what was
/// acknowledged.
struct Control {
  enum Kind : std::int32_t {
    well = 0,
    write_eio,     ///< Writing calls fail with EIO,
    write_enospc,  ///< with ENOSPC,
    write_erofs,   ///< with EROFS, as does opening to write.
    sync_eio,      ///< One sync fails with EIO; what it was to make durable is lost.
    sync_lies,     ///< Syncs say that all is well, and do nothing.
    die,           ///< SIGKILL at the call; writing calls and syncs are counted together.
  };

  std::atomic<std::int32_t> kind;
  std::atomic<std::int32_t> at;       ///< The n-th call of its kind, from 1 on.
  std::atomic<std::int32_t> lasting;  ///< 1: all that follow as well, until healed.
  std::atomic<std::int32_t> healed;   ///< By the test, at any time.

  std::atomic<std::int32_t> writes;  ///< Calls so far.
  std::atomic<std::int32_t> syncs;
  std::atomic<std::int32_t> hit;            ///< Calls that went wrong.
  std::atomic<std::int32_t> place;          ///< Of the first of them: Place.
  std::atomic<std::int32_t> written_after;  ///< Calls on database or log after a failed sync.
  std::atomic<std::int32_t>
      spool_alone;  ///< By the test: 1: calls in the spool are counted, 0: all others.
  std::atomic<std::int64_t> hit_at;  ///< CLOCK_MONOTONIC in nanoseconds.
};

/// Which part of the house a path is.
enum Place : std::int32_t {
  database = 1,
  log,
  shared_memory,
  lock,
  files,
  spool,
  directory,
  other
};

}  // namespace faulty_disk
