// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "server/tokens.hpp"
#include "tests/support/journey.hpp"
#include "tests/support/raw_client.hpp"
#include "usecases/user_cases.hpp"

#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace inspectord {

/// One of the people of a journey, at the API with a token; every request has a connection of its
/// own. Any thread, while the service runs.
class ApiPerson {
 public:
  ApiPerson(Journey& service, const std::string& name) : service_(service) {
    SystemRandom random;
    const auto token = make_token(random);
    token_ = token.text.reveal();
    const auto issued = service.write([&](Transaction& tx) {
      return issue_token(tx, name, token.hash, "thử", std::nullopt, service.now(), service.house());
    });
    if (!issued) throw std::runtime_error("no token for " + name);
  }

  /// The bytes of a request; `fields` are whole lines.
  std::string request(std::string_view method, std::string_view target, std::string_view fields,
                      std::string_view body = {},
                      std::string_view type = "application/json") const {
    std::string text;
    text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    text.append("Authorization: Bearer ").append(token_).append("\r\n").append(fields);
    if (method == "POST" || method == "PUT") {
      text.append("Content-Type: ").append(type).append("\r\nContent-Length: ");
      text.append(std::to_string(body.size())).append("\r\n");
    }
    return text.append("\r\n").append(body);
  }

  RawAnswer ask(std::string_view method, std::string_view target, std::string_view fields = {},
                std::string_view body = {}, std::string_view type = "application/json") const {
    RawClient client{service_.app().port()};
    client.send(request(method, target, std::string{fields} + "Connection: close\r\n", body, type));
    auto answer = client.receive(method == "HEAD");
    if (!answer) throw std::runtime_error("no answer to " + std::string{target});
    return *answer;
  }
  JsonValue get(std::string_view target) const {
    const auto answer = ask("GET", target);
    if (answer.status != 200) throw std::runtime_error(answer.body);
    return parse_json(answer.body).value();
  }

 private:
  Journey& service_;
  std::string token_;
};

/// What `f(number)` gives on so many threads at once, each begun when all are there.
template <class F>
std::vector<RawAnswer> all_at_once(int threads, F f) {
  std::vector<RawAnswer> answers(static_cast<std::size_t>(threads));
  std::vector<std::thread> running;
  std::promise<void> gate;
  const auto opened = gate.get_future().share();
  for (int i = 0; i < threads; ++i) {
    running.emplace_back([&answers, &f, opened, i] {
      opened.wait();
      answers[static_cast<std::size_t>(i)] = f(i);
    });
  }
  gate.set_value();
  for (auto& one : running) one.join();
  return answers;
}

}  // namespace inspectord
