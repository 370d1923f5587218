// SPDX-License-Identifier: Apache-2.0
#include "server/http/head.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace inspectord {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}
constexpr bool is_unreserved(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}
constexpr bool is_sub_delimiter(char c) {
  return is_one_of(c, "!$&'()*+,;=");
}
constexpr bool is_token_char(char c) {
  return is_alpha(c) || is_digit(c) || is_one_of(c, "!#$%&'*+-.^_`|~");
}
constexpr bool is_value_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

/// Characters of `extra`, unreserved, sub-delimiters and well-formed percent triplets.
bool is_encoded(std::string_view text, std::string_view extra) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      i += 2;
    } else if (!is_unreserved(c) && !is_sub_delimiter(c) && !is_one_of(c, extra)) {
      return false;
    }
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_one_of(text.front(), " \t")) text.remove_prefix(1);
  while (!text.empty() && is_one_of(text.back(), " \t")) text.remove_suffix(1);
  return text;
}

bool lists(std::string_view value, std::string_view token) {
  while (!value.empty()) {
    const auto comma = value.find(',');
    if (same_ignoring_case(trimmed(value.substr(0, comma)), token)) return true;
    value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
  }
  return false;
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find("\r\n");
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

using Fault = std::optional<HeadFault>;

/// The fields that say where a message ends, who is asked, and what happens to the connection.
struct Framing {
  std::vector<std::string_view> hosts;
  std::vector<std::string_view> content_lengths;
  std::vector<std::string_view> transfer_encodings;
  std::vector<std::string_view> expectations;
  std::size_t authorizations = 0;
  std::size_t content_types = 0;
  bool close = false;
};

Fault note_field(Framing& framing, std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return HeadFault{400, "http_bad_field"};
  const auto name = line.substr(0, colon);
  const auto value = trimmed(line.substr(colon + 1));
  if (!is_token(name)) return HeadFault{400, "http_bad_field"};
  if (!std::all_of(value.begin(), value.end(), is_value_char)) {
    return HeadFault{400, "http_bad_field"};
  }
  if (same_ignoring_case(name, "Host")) framing.hosts.push_back(value);
  if (same_ignoring_case(name, "Content-Length")) framing.content_lengths.push_back(value);
  if (same_ignoring_case(name, "Transfer-Encoding")) framing.transfer_encodings.push_back(value);
  if (same_ignoring_case(name, "Expect")) framing.expectations.push_back(value);
  if (same_ignoring_case(name, "Authorization")) ++framing.authorizations;
  if (same_ignoring_case(name, "Content-Type")) ++framing.content_types;
  if (same_ignoring_case(name, "Connection")) framing.close |= lists(value, "close");
  return {};
}

std::variant<Framing, HeadFault> read_fields(std::string_view rest, const HeadLimits& limits) {
  Framing framing;
  for (std::size_t count = 0;; ++count) {
    const auto line = take_line(rest);
    if (line.empty()) break;
    if (count == limits.fields) return HeadFault{431, "http_head_too_large"};
    if (is_one_of(line.front(), " \t")) return HeadFault{400, "http_folded_field"};
    if (const auto fault = note_field(framing, line)) return *fault;
  }
  if (framing.authorizations > 1 || framing.content_types > 1) {
    return HeadFault{400, "http_repeated_field"};
  }
  return framing;
}

struct RequestLine {
  std::string_view method;
  std::string_view target;
  bool is_11 = true;
};

std::variant<RequestLine, HeadFault> split_request_line(std::string_view line,
                                                        const HeadLimits& limits) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return HeadFault{};
  const auto version = line.substr(last + 1);
  RequestLine parts{line.substr(0, first), line.substr(first + 1, last - first - 1),
                    version == "HTTP/1.1"};
  if (!is_token(parts.method) || parts.target.empty()) return HeadFault{};
  const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") &&
                           is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
  if (!well_formed) return HeadFault{};
  if (!parts.is_11 && version != "HTTP/1.0") return HeadFault{505, "http_version"};
  if (parts.target.size() > limits.target) return HeadFault{414, "http_target_too_long"};
  return parts;
}

Fault read_method(Head& head, std::string_view token) {
  if (token == "CONNECT" || token == "TRACE") return HeadFault{405, "http_method_not_allowed"};
  const auto method = parse_method(token);
  if (!method) return HeadFault{501, "http_unknown_method"};
  head.method = *method;
  return {};
}

/// Origin form, absolute form (its authority is checked and then, like Host, not used), or "*" (RFC
/// 9112, 3.2).
Fault read_target(Head& head, std::string_view target) {
  if (target == "*") {
    head.path = "*";
    return head.method == Method::options ? Fault{} : HeadFault{400, "http_bad_target"};
  }
  if (target.front() != '/') {
    const auto scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return HeadFault{400, "http_bad_target"};
    const auto scheme = target.substr(0, scheme_end);
    if (!same_ignoring_case(scheme, "http") && !same_ignoring_case(scheme, "https")) {
      return HeadFault{400, "http_bad_target"};
    }
    target.remove_prefix(scheme_end + 3);
    const auto authority = target.substr(0, target.find_first_of("/?"));
    if (!is_valid_host(authority)) return HeadFault{400, "http_bad_target"};
    target.remove_prefix(authority.size());
  }
  const auto mark = target.find('?');
  const auto path = target.substr(0, mark);
  const auto query = mark == std::string_view::npos ? "" : target.substr(mark + 1);
  if (!is_encoded(path, ":@/") || !is_encoded(query, ":@/?")) {
    return HeadFault{400, "http_bad_target"};
  }
  head.path = path.empty() ? "/" : std::string{path};
  head.query = query;
  return {};
}

Fault read_host(const Framing& framing, bool is_11) {
  if (framing.hosts.size() > 1) return HeadFault{400, "http_bad_host"};
  if (framing.hosts.empty()) return is_11 ? Fault{HeadFault{400, "http_bad_host"}} : Fault{};
  return is_valid_host(framing.hosts.front()) ? Fault{} : HeadFault{400, "http_bad_host"};
}

Fault read_length(Head& head, const Framing& framing, bool is_11) {
  const auto& lengths = framing.content_lengths;
  const auto& encodings = framing.transfer_encodings;
  if (!encodings.empty()) {
    if (!lengths.empty() || !is_11 || encodings.size() > 1) {
      return HeadFault{400, "http_bad_framing"};
    }
    if (!same_ignoring_case(encodings.front(), "chunked")) {
      return HeadFault{501, "http_unknown_encoding"};
    }
    head.chunked = true;
    return {};
  }
  if (lengths.empty()) return {};
  const auto text = lengths.front();
  if (lengths.size() > 1 || text.empty() || text.size() > 18) {
    return HeadFault{400, "http_bad_framing"};
  }
  if (!std::all_of(text.begin(), text.end(), is_digit)) return HeadFault{400, "http_bad_framing"};
  std::from_chars(text.data(), text.data() + text.size(), head.content_length);
  return {};
}

Fault read_expectation(Head& head, const Framing& framing, bool is_11) {
  if (framing.expectations.empty() || !is_11) return {};
  if (framing.expectations.size() > 1 ||
      !same_ignoring_case(framing.expectations.front(), "100-continue")) {
    return HeadFault{417, "http_expectation"};
  }
  head.expects_continue = head.has_body();
  return {};
}

bool is_valid_port(std::string_view port) {
  unsigned value = 0;
  if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) return false;
  std::from_chars(port.data(), port.data() + port.size(), value);
  return value <= 65535;
}

bool is_ip_literal(std::string_view text) {
  return text.size() > 2 && std::all_of(text.begin(), text.end(),
                                        [](char c) { return is_hex(c) || c == ':' || c == '.'; });
}

}  // namespace

HeadScanner::State HeadScanner::scan(std::string_view bytes) {
  for (; position_ < bytes.size(); ++position_) {
    const char c = bytes[position_];
    const bool after_cr = position_ > 0 && bytes[position_ - 1] == '\r';
    if (c == '\0' || after_cr != (c == '\n')) return State::bad;
    if (c != '\n') continue;
    const bool empty_line = position_ - line_start_ == 1;
    line_start_ = position_ + 1;
    if (empty_line) {
      ++position_;
      return State::complete;
    }
  }
  return State::more;
}

std::variant<Head, HeadFault> read_head(std::string_view bytes, const HeadLimits& limits) {
  const auto line = split_request_line(take_line(bytes), limits);
  if (const auto* fault = std::get_if<HeadFault>(&line)) return *fault;
  const auto& [method, target, is_11] = std::get<RequestLine>(line);
  Head head;
  if (const auto fault = read_method(head, method)) return *fault;
  if (const auto fault = read_target(head, target)) return *fault;
  const auto fields = read_fields(bytes, limits);
  if (const auto* fault = std::get_if<HeadFault>(&fields)) return *fault;
  const auto& framing = std::get<Framing>(fields);
  if (const auto fault = read_host(framing, is_11)) return *fault;
  if (const auto fault = read_length(head, framing, is_11)) return *fault;
  if (const auto fault = read_expectation(head, framing, is_11)) return *fault;
  head.keep_alive = is_11 && !framing.close;
  return head;
}

bool is_valid_host(std::string_view text) {
  std::string_view host = text;
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos || !is_ip_literal(text.substr(1, end - 1))) return false;
    port = text.substr(end + 1);
    if (!port.empty() && port.front() != ':') return false;
    return port.empty() || is_valid_port(port.substr(1));
  }
  const auto colon = text.find(':');
  if (colon != std::string_view::npos) {
    host = text.substr(0, colon);
    port = text.substr(colon + 1);
  }
  return !host.empty() && host.size() <= 255 && is_encoded(host, "") && is_valid_port(port);
}

}  // namespace inspectord
