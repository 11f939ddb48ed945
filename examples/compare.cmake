# Runs PROGRAM with ARGUMENTS and holds what it prints to the file EXPECTED. FRESH, when set, is a
# folder that is emptied before.
if(FRESH)
    file(REMOVE_RECURSE ${FRESH})
    file(MAKE_DIRECTORY ${FRESH})
endif()
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_VARIABLE printed RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} ended with ${result}")
endif()
file(READ ${EXPECTED} expected)
if(NOT printed STREQUAL expected)
    message(FATAL_ERROR "printed:\n${printed}\nexpected (${EXPECTED}):\n${expected}")
endif()
