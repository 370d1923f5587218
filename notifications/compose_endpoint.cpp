// SPDX-License-Identifier: Apache-2.0
#include "notifications/compose_endpoint.hpp"

#include "notifications/composed_text.hpp"

namespace inspectord {

Composed compose_endpoint_gone(Language language, const GoneEndpoint& gone) {
  const std::string kind = "endpoint_gone";
  TemplateFacts facts;
  facts.set("agency", gone.agency);
  facts.set("endpoint", gone.endpoint);
  facts.set("at", gone.at);
  TemplateFacts frame;
  frame.set("recipient", gone.recipient);
  frame.set("body", filled(language, kind, "text", facts));
  frame.set("office", gone.office);
  Composed message{.kind = kind,
                   .subject = filled(language, kind, "subject", facts),
                   .text = fill_template(*find_words(language, "message.frame"), frame),
                   .html = {},
                   .chat = {}};
  message.html = text_as_html(message.text);
  return message;
}

}  // namespace inspectord
