// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/compose.hpp"
#include "notifications/template_text.hpp"

#include <string>
#include <string_view>

// How the pieces of a message become one.

namespace inspectord {

/// The template "message.<kind>.<form>" of the catalogue with its facts. Throws std::logic_error
/// where there is none.
std::string filled(Language, const std::string& kind, std::string_view form, const TemplateFacts&);

/// The facts of a piece with its long names cut: for chat. Dates are never cut.
TemplateFacts brief(TemplateFacts);
/// The same for the subject of a mail, which has room for names of up to 200 characters and cuts
/// between words.
TemplateFacts of_subject(TemplateFacts);

/// A message of one or more pieces in the frame of every mail.
Composed composed(const Occasion&, std::string kind, std::string subject, const std::string& body,
                  const std::string& chat, JsonArray items);

}  // namespace inspectord
