// SPDX-License-Identifier: Apache-2.0
#include "tests/support/exchange_log.hpp"

#include "formats/json.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

namespace inspectord {
namespace {

JsonObject fields_of(const Headers& headers) {
  JsonObject fields;
  for (const auto& [name, value] : headers) {
    if (name != "Authorization") fields.emplace_back(name, value);
  }
  return fields;
}

/// JSON as it is; of anything else only that there is something.
std::string shown_body(const std::string& body) {
  if (body.empty() || parse_json(body)) return body;
  return "not JSON";
}

}  // namespace

void log_exchange(const Request& request, const Response& response) {
  const char* directory = std::getenv("INSPECTORD_EXCHANGES");
  if (!directory) return;
  std::ofstream out{std::string{directory} + "/" + std::to_string(::getpid()) + ".jsonl",
                    std::ios::app};
  out << write_json(JsonObject{{"method", std::string{to_string(request.method)}},
                               {"path", request.path},
                               {"query", request.query},
                               {"request_fields", fields_of(request.headers)},
                               {"request", shown_body(request.body)},
                               {"status", response.status},
                               {"answer_fields", fields_of(response.headers)},
                               {"answer", shown_body(std::string{response.content()})}})
      << "\n";
  if (!out.flush()) throw std::runtime_error("the exchange cannot be logged");
}

}  // namespace inspectord
