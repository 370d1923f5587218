// SPDX-License-Identifier: Apache-2.0
#include "notifications/template_text.hpp"

#include <kainjow/mustache.hpp>

#include <stdexcept>

namespace inspectord {
namespace {

using kainjow::mustache::data;

data to_data(const TemplateFacts& facts) {
  data object{data::type::object};
  for (const auto& [name, text] : facts.texts) {
    object.set(name, text.empty() ? data{data::type::bool_false} : data{text});
  }
  for (const auto& [name, list] : facts.lists) {
    data entries{data::type::list};
    for (const auto& entry : list) entries << to_data(entry);
    object.set(name, entries);
  }
  return object;
}

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
}

}  // namespace

std::string fill_template(std::string_view text, const TemplateFacts& facts) {
  kainjow::mustache::mustache form{std::string{text}};
  if (!form.is_valid())
    throw std::logic_error("a template of the catalogue is broken: " + form.error_message());
  form.set_custom_escape([](const std::string& value) { return value; });
  return form.render(to_data(facts));
}

std::string text_as_html(std::string_view text) {
  std::string html = "<!DOCTYPE html>\n<html><body>\n";
  bool in_list = false;
  bool in_paragraph = false;
  const auto close = [&] {
    if (in_list) html += "</ul>\n";
    if (in_paragraph) html += "</p>\n";
    in_list = in_paragraph = false;
  };
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) {
      close();
    } else if (line.starts_with("- ")) {
      if (!in_list) close();
      if (!in_list) html += "<ul>\n";
      in_list = true;
      html += "<li>";
      append_escaped(html, line.substr(2));
      html += "</li>\n";
    } else {
      if (in_list) close();
      html += in_paragraph ? "<br>\n" : "<p>";
      in_paragraph = true;
      append_escaped(html, line);
    }
  }
  close();
  return html + "</body></html>\n";
}

}  // namespace inspectord
