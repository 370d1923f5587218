// SPDX-License-Identifier: Apache-2.0
#include "tests/support/mail_reader.hpp"

#include "core/digest.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace inspectord {
namespace {

constexpr std::string_view word_begins = "=?UTF-8?B?";

std::string decoded_words(const std::string& field) {
  std::string text;
  std::size_t at = 0;
  while (true) {
    const auto word = field.find(word_begins, at);
    const auto between = field.substr(at, word == std::string::npos ? word : word - at);
    const bool blank = between.find_first_not_of(' ') == std::string::npos;
    if (at == 0 || word == std::string::npos || !blank) text += between;
    if (word == std::string::npos) return text;
    const auto begin = word + word_begins.size();
    const auto end = field.find("?=", begin);
    text += from_base64(std::string_view{field}.substr(begin, end - begin)).value();
    at = end + 2;
  }
}

std::string decoded_quoted_printable(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] != '=') {
      out += text[i];
    } else if (text.compare(i, 3, "=\r\n") == 0) {
      i += 2;
    } else {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    }
  }
  return out;
}

/// "Mon, 6 May 2024 08:00:00 +0700" sorts and reads better as "2024-05-06 08:00:00 +0700".
std::string sortable(const std::string& date) {
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::istringstream in{date};
  std::string weekday, month, time, zone;
  int day = 0;
  int year = 0;
  in >> weekday >> day >> month >> year >> time >> zone;
  const auto found = std::find(months.begin(), months.end(), month);
  if (!in || found == months.end()) throw std::runtime_error("not a date: " + date);
  char out[64];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d %s %s", year,
                static_cast<int>(found - months.begin()) + 1, day, time.c_str(), zone.c_str());
  return out;
}

std::multimap<std::string, std::string> fields_of(const std::string& head) {
  std::multimap<std::string, std::string> fields;
  auto last = fields.end();
  std::istringstream lines{head};
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const auto colon = line.find(": ");
    if (line.starts_with(' ') && last != fields.end()) {
      last->second += line;
    } else if (colon != std::string::npos) {
      last = fields.emplace(line.substr(0, colon), line.substr(colon + 2));
    }
  }
  return fields;
}

std::string one(const std::multimap<std::string, std::string>& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string{} : found->second;
}

std::string address_in(const std::string& field) {
  const auto open = field.rfind('<');
  return open == std::string::npos ? field
                                   : field.substr(open + 1, field.find('>', open) - open - 1);
}

/// The content of the part of a type, or the whole where there are no parts.
std::string part_of(const std::string& body, std::string_view type) {
  const auto begins = body.find("Content-Type: " + std::string{type});
  if (begins == std::string::npos) return {};
  const auto content = body.find("\r\n\r\n", begins) + 4;
  const auto ends = body.find("\r\n--=_", content);
  return decoded_quoted_printable(
      body.substr(content, ends == std::string::npos ? ends : ends - content));
}

}  // namespace

ReadMail read_mail(const std::string& bytes) {
  ReadMail mail;
  mail.fields = fields_of(bytes.substr(0, bytes.find("\r\n\r\n")));
  mail.to = address_in(one(mail.fields, "To"));
  mail.at = sortable(one(mail.fields, "Date"));
  mail.subject = decoded_words(one(mail.fields, "Subject"));
  mail.text = part_of(bytes, "text/plain");
  mail.html = part_of(bytes, "text/html");
  return mail;
}

std::vector<ReadMail> MailReader::fresh() {
  std::vector<ReadMail> mails;
  for (const auto& entry : std::filesystem::directory_iterator{folder_ / "new"}) {
    const auto name = entry.path().filename().string();
    if (!seen_.insert(name).second) continue;
    std::ifstream file{entry.path(), std::ios::binary};
    mails.push_back(read_mail({std::istreambuf_iterator<char>{file}, {}}));
    mails.back().file = name;
  }
  std::sort(mails.begin(), mails.end(),
            [](const auto& a, const auto& b) { return a.file < b.file; });
  return mails;
}

}  // namespace inspectord
