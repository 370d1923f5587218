// SPDX-License-Identifier: Apache-2.0
// ical_encode ROUNDS: how long 1,000 events take to become bytes, by us and by libical. JSON.
#include "core/id.hpp"
#include "core/random.hpp"
#include "formats/icalendar.hpp"

#include <libical/ical.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace inspectord::bench {
namespace {

constexpr int events = 1'000;
constexpr int times = 20;

Calendar calendar() {
  SeededRandom random{7};
  Calendar made{.name = "Lịch kiểm tra", .events = {}};
  const Instant at = from_millis(1'780'000'000'000);
  for (int i = 0; i < events; ++i) {
    CalendarEvent event;
    event.uid = VisitId::make(at, random).to_string();
    event.sequence = i % 3;
    event.changed_at = at;
    event.day = plus_days(make_date(2026, 1, 5), i % 350);
    if (i % 2 == 0) {
      event.start = LocalTime{std::chrono::hours{8}};
      event.end = LocalTime{std::chrono::hours{11}};
    }
    event.deadline = i % 2 == 1;
    event.summary = "Kiểm tra công tác văn thư, lưu trữ tại UBND xã số " + std::to_string(i);
    event.description = "Đoàn kiểm tra của Sở Nội vụ\nKế hoạch số " + std::to_string(i) + "/KH-SNV";
    event.location = "Trụ sở UBND xã số " + std::to_string(i);
    event.categories = {"Kiểm tra"};
    made.events.push_back(std::move(event));
  }
  return made;
}

/// Milliseconds for one time, the mean of some.
template <class Work>
double measure(Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
             .count() /
         times;
}

void run(int rounds) {
  const Calendar ours = calendar();
  const Zone zone = Zone::find("Asia/Ho_Chi_Minh").value();
  const std::string bytes = encode_calendar(ours, zone);
  icalcomponent* theirs = icalparser_parse_string(bytes.c_str());
  if (!theirs || icalcomponent_count_components(theirs, ICAL_VEVENT_COMPONENT) != events)
    throw std::runtime_error("libical does not read it");
  std::size_t written = 0;
  std::printf("[");
  for (int round = 0; round < rounds; ++round) {
    const double mine = measure([&] { written += encode_calendar(ours, zone).size(); });
    const double its = measure([&] {
      char* text = icalcomponent_as_ical_string_r(theirs);
      written += std::strlen(text);
      std::free(text);
    });
    std::printf("%s{\"ours_ms\":%.4f,\"libical_ms\":%.4f}", round ? "," : "", mine, its);
  }
  std::printf("]\n");
  icalcomponent_free(theirs);
  if (written == 0) throw std::runtime_error("nothing was written");
}

}  // namespace
}  // namespace inspectord::bench

int main(int count, char** arguments) {
  try {
    inspectord::bench::run(count > 1 ? std::atoi(arguments[1]) : 5);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ical_encode: %s\n", error.what());
    return 1;
  }
}
