// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

/// What a template of the catalogue may say: names with a text, or with a list of such sets. An
/// empty text and an empty list are false in a section.
struct TemplateFacts {
  std::vector<std::pair<std::string, std::string>> texts;
  std::vector<std::pair<std::string, std::vector<TemplateFacts>>> lists;

  void set(std::string name, std::string text) {
    texts.emplace_back(std::move(name), std::move(text));
  }
  void set(std::string name, std::vector<TemplateFacts> list) {
    lists.emplace_back(std::move(name), std::move(list));
  }
};

/// Fills a mustache template: plain text, nothing escaped (whoever makes HTML of it escapes the
/// result). Throws std::logic_error for a template that is not one.
std::string fill_template(std::string_view text, const TemplateFacts&);

/// Plain text as HTML: lines starting with "- " become list entries, empty lines paragraphs;
/// everything escaped.
std::string text_as_html(std::string_view text);

}  // namespace inspectord
