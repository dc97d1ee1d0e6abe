# Read by the build of llama-cpp-python (CMAKE_PROJECT_llama_cpp_INCLUDE): only the library is needed here, and the code
# around it (chat templates, command line, downloads) takes as long to compile again.
set(LLAMA_BUILD_COMMON OFF)
