// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"

namespace inspectord {

/// What a digest did.
struct Digest {
  int sent = 0;     ///< Duties told.
  int dropped = 0;  ///< No longer owed, or without anybody to tell.
  int messages = 0;
  bool more = false;  ///< Not all of it was done: again.
};

/// Tells of the duties that recur within a week and are for the digest of today or before: one
/// message for each contact of an agency, over all plans. At most 50 agencies at once.
Digest send_digest(Transaction&, Instant now, const House&);

}  // namespace inspectord
