// A user of qixian::answer: the document of one application.
#include <cstdio>
#include <string>

#include "qixian/answer/deadlines.hpp"

int main() {
    using namespace qixian;
    auto const with = answer::setting::make({.as_of = day(20201231)});
    auto const said =
        answer::deadlines({.log = answer::input::of("application,on,event,applicant,channel\n"
                                                    "A,2020-12-21,received,other,in_person\n")},
                          *with);
    auto const due = said.json.find("\"due\":\"");
    std::puts(due == std::string::npos ? "none" : said.json.substr(due + 7, 10).c_str());
}
