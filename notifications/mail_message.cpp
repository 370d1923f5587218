// SPDX-License-Identifier: Apache-2.0
#include "notifications/mail_message.hpp"

#include "notifications/mail_text.hpp"

#include <array>
#include <cstdio>

namespace inspectord {
namespace {

using namespace std::string_view_literals;

std::string date_field(Instant at, std::chrono::minutes offset) {
  using namespace std::chrono;
  static constexpr std::array weekday_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto local = floor<seconds>(at + offset);
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const hh_mm_ss time{local - day};
  const auto zone = abs(offset);
  char text[96];
  std::snprintf(text, sizeof text, "Date: %s, %u %s %d %02d:%02d:%02d %c%02d%02d\r\n",
                weekday_names.at(weekday{day}.c_encoding()), static_cast<unsigned>(date.day()),
                month_names.at(static_cast<unsigned>(date.month()) - 1),
                static_cast<int>(date.year()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                offset.count() < 0 ? '-' : '+', static_cast<int>(zone.count() / 60 % 100),
                static_cast<int>(zone.count() % 60));
  return text;
}

std::string mailbox_field(std::string_view name, const Mailbox& mailbox) {
  std::string field{name};
  field += ": ";
  const auto words = mail_text::phrase(mailbox.name, field.size());
  if (words.empty()) return field + mailbox.address.text() + "\r\n";
  const auto last_line = words.size() - (words.rfind('\n') + 1);  // npos + 1 is 0
  const auto used = last_line + (words.find('\n') == std::string::npos ? field.size() : 0);
  const bool fits = used + mailbox.address.text().size() + 3 <= 76;
  return field + words + (fits ? " <" : "\r\n <") + mailbox.address.text() + ">\r\n";
}

std::string headers(const MailMessage& mail) {
  const std::string domain{mail.from.address.domain()};
  std::string text = date_field(mail.date, mail.utc_offset);
  text += mailbox_field("From", mail.from);
  text += mailbox_field("To", mail.to);
  if (mail.reply_to) text += mailbox_field("Reply-To", *mail.reply_to);
  text += mail_text::unstructured_field("Subject", mail.subject);
  text += "Message-ID: <" + mail.id.to_string() + "@" + domain + ">\r\n";
  if (mail.plan) {
    const auto thread = "<plan-" + mail.plan->to_string() + "@" + domain + ">\r\n";
    text += "In-Reply-To: " + thread + "References: " + thread;
  }
  text += "Auto-Submitted: auto-generated\r\n";
  return text += "MIME-Version: 1.0\r\n";
}

std::string part(std::string_view type, std::string_view content) {
  std::string text = "Content-Type: ";
  text.append(type).append(
      "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
  return text += mail_text::quoted_printable(content);
}

}  // namespace

std::string render(const MailMessage& mail) {
  if (mail.html.empty()) return headers(mail) + part("text/plain", mail.text);
  // "=_" stands in no quoted-printable line, so no part can contain the boundary.
  const auto boundary = "=_" + mail.id.to_string();
  const auto open = "--" + boundary + "\r\n";
  return headers(mail) + "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary +
         "\"\r\n\r\n" + open + part("text/plain", mail.text) + "\r\n" + open +
         part("text/html", mail.html) + "\r\n--" + boundary + "--\r\n";
}

std::string mark_as_trial(std::string_view rendered, std::string_view subject,
                          const EmailAddress& meant_for) {
  const auto begin = rendered.find("\r\nSubject: "sv) + 2;
  auto end = rendered.find("\r\n"sv, begin) + 2;
  while (rendered.substr(end).starts_with(' ')) end = rendered.find("\r\n"sv, end) + 2;
  std::string marked{rendered.substr(0, begin)};
  marked += mail_text::unstructured_field("Subject", "[THỬ/TEST] " + std::string{subject});
  marked += "X-Inspectord-Trial-For: " + meant_for.text() + "\r\n";
  return marked.append(rendered.substr(end));
}

}  // namespace inspectord
