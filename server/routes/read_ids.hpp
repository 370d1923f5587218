// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "formats/field_reader.hpp"
#include "server/routes/api_reasons.hpp"

namespace inspectord {

/// An id in a body; the readers of formats/ find it by the namespace of its arguments.
template <class Tag>
void read_value(Decoder& decoder, const Spot& at, Id<Tag>& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  const auto id = Id<Tag>::parse(*text);
  if (!id) return decoder.report(at, bad_id, {{"found", shown(at.value())}});
  out = *id;
}

}  // namespace inspectord
