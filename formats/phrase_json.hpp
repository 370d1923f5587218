// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/explained.hpp"
#include "formats/json.hpp"
#include "words/catalogue.hpp"

namespace inspectord {

/// A phrase as `inspectord explain` gives it (docs/explain.md): raw, meaning, bound, dates,
/// recurrence, questions; then what is known besides, the derivation in codes and in words of the
/// language, the report's days or null, and the version of the derivation.
JsonValue phrase_json(const ExplainedPhrase&, Language);

}  // namespace inspectord
